/** The colours of the page's light side, read from its tokens, so that a picture on paper is the one on the screen. */
import tokens from '#app/ui/tokens.css?raw';

function colour(name: string): string {
  const found = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(tokens)?.[1];
  if (!found) throw new RangeError(`No colour --${name} among the tokens`);
  return found;
}

export const colours = {
  page: colour('page'),
  faint: colour('faint'),
  line: colour('line'),
  edge: colour('edge'),
  muted: colour('muted'),
  ink: colour('ink'),
  accent: colour('accent'),
  accentFaint: colour('accent-faint'),
  accentPale: colour('accent-pale'),
  corridor: colour('corridor'),
  corridorEdge: colour('corridor-edge'),
  good: colour('good'),
  goodFaint: colour('good-faint'),
  warning: colour('warning'),
  warningFaint: colour('warning-faint'),
  bad: colour('bad'),
  onBad: colour('on-bad'),
};

/** In pixels at scale 1; on a page of A4 640 of them are as wide as the text. */
export const sizes = { title: 17, text: 13, small: 12 };
