/** Which problems are the same in other words. */
import { plainText, stemsOf, weightOf } from './wording.ts';

export type Cluster<P> = {
  /** How most say it, letter for letter. */
  wording: string;
  problems: P[];
};

/**
 * How much of their words two texts share, from 0 to 1 (1: all); below this they are two problems. Found by trying it on
 * what schools write: «медленный Интернет» and «система работает медленно» stay apart.
 */
const alike = 0.56;

/**
 * Each problem in exactly one cluster, whatever order they come in. The wordings are gone through from the most frequent
 * on: one that is like an earlier representative joins the likest, any other becomes a representative itself. A cluster
 * so holds what is like its representative, and no chain of likenesses leads away from it.
 */
export function clustersOf<P extends { text: string }>(problems: readonly P[]): Cluster<P>[] {
  const clusters: { words: Wording<P>; problems: P[] }[] = [];
  // Only representatives with a word in common are compared: their numbers, by word.
  const byStem = new Map<string, number[]>();
  for (const wording of wordingsOf(problems)) {
    const nearest = nearestOf(wording, byStem, (at) => clusters[at]?.words.weight ?? 0);
    const cluster = nearest === null ? undefined : clusters[nearest];
    if (cluster) {
      cluster.problems.push(...wording.problems);
      continue;
    }
    for (const stem of wording.stems) {
      const places = byStem.get(stem);
      if (places) places.push(clusters.length);
      else byStem.set(stem, [clusters.length]);
    }
    clusters.push({ words: wording, problems: [...wording.problems] });
  }
  return clusters.map(({ words, problems: own }) => ({ wording: usualText(words.problems), problems: own }));
}

/** Texts of the same words. */
type Wording<P> = { stems: readonly string[]; weight: number; name: string; problems: P[] };

/** The most frequent first, then the fewest words, then by the words themselves: the order of input plays no part. */
function wordingsOf<P extends { text: string }>(problems: readonly P[]): Wording<P>[] {
  const wordings = new Map<string, Wording<P>>();
  const names = new Map<string, { name: string; stems: string[] }>();
  for (const problem of problems) {
    let words = names.get(problem.text);
    if (!words) {
      const stems = [...stemsOf(problem.text)].sort();
      // A text of nothing but silent words is like itself alone.
      words = { stems, name: stems.length > 0 ? stems.join(' ') : `= ${plainText(problem.text)}` };
      names.set(problem.text, words);
    }
    const known = wordings.get(words.name);
    if (known) known.problems.push(problem);
    else {
      const weight = words.stems.reduce((sum, stem) => sum + weightOf(stem), 0);
      wordings.set(words.name, { ...words, weight, problems: [problem] });
    }
  }
  return [...wordings.values()].sort(
    (a, b) => b.problems.length - a.problems.length || a.stems.length - b.stems.length || (a.name < b.name ? -1 : 1),
  );
}

/** The representative that shares most with the wording, the earlier of two; null when none is alike. */
function nearestOf(
  wording: Wording<unknown>,
  byStem: ReadonlyMap<string, number[]>,
  weightAt: (at: number) => number,
): number | null {
  const shared = new Map<number, number>();
  for (const stem of wording.stems) {
    const weight = weightOf(stem);
    for (const at of byStem.get(stem) ?? []) shared.set(at, (shared.get(at) ?? 0) + weight);
  }
  let nearest: { at: number; likeness: number } | null = null;
  for (const [at, common] of shared) {
    const likeness = (2 * common) / (wording.weight + weightAt(at));
    if (likeness < alike) continue;
    if (!nearest || likeness > nearest.likeness || (likeness === nearest.likeness && at < nearest.at)) {
      nearest = { at, likeness };
    }
  }
  return nearest?.at ?? null;
}

/** The text that occurs most, of several the shortest, then the first in the alphabet. */
function usualText(problems: readonly { text: string }[]): string {
  const counts = new Map<string, number>();
  for (const { text } of problems) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [usual] = [...counts].sort(([a, n], [b, m]) => m - n || a.length - b.length || (a < b ? -1 : 1));
  return usual?.[0] ?? '';
}
