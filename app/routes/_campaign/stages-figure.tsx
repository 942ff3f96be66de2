import { schoolStages } from '#app/charts/stages.ts';
import { useText } from '#app/text/index.tsx';
import { ChartFigure } from '#app/ui/charts/index.tsx';

type StagesFigureProps = {
  stages: readonly { id: string; title: string; schools: number }[];
  schools: number;
  href: (stage: string) => string;
};

/** How many schools stand at which of the order's stages; a stage opens its schools. */
export function StagesFigure({ stages, schools, href }: StagesFigureProps) {
  const speech = useText();
  if (stages.length === 0 || schools === 0) return null;
  const shown = stages.map(({ id, title, schools: at }) => ({ title, schools: at, href: href(`stage-${id}`) }));
  return <ChartFigure chart={schoolStages({ stages: shown, schools }, speech)} />;
}
