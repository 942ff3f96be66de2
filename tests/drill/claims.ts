/** What the drill claims, and its figures as a table for the docs. */
import type { Figures } from './drill.ts';

/** Each by its words; what does not hold is left out of the answer. */
export function brokenClaims(figures: Figures): string[] {
  const { lost, doubled, halves, compiledTwice, leftUndone, deaths, answers } = figures;
  const errors = Object.entries(answers).filter(([answer]) => /^(4\d\d|500|no answer)$/.test(answer));
  return [
    ...(lost > 0 ? [`${lost} filings were lost`] : []),
    ...(doubled > 0 ? [`${doubled} reports were filed twice`] : []),
    ...(halves > 0 ? [`${halves} filings are not in the audit as one`] : []),
    ...(compiledTwice > 0 ? [`${compiledTwice} months were compiled twice for one run`] : []),
    ...(leftUndone > 0 ? [`${leftUndone} runs were interrupted and not taken up`] : []),
    ...(deaths.length > 0 ? [`${deaths.length} processes ended by themselves: ${deaths[0]}`] : []),
    ...errors.map(([answer, times]) => `${times} requests were answered by ${answer}`),
  ];
}

export function tableOf(figures: Figures): string {
  const { answers, secondsAfterKill, secondsAfterRestart } = figures;
  const rows: [string, string | number][] = [
    ['kill -9 of a web process', figures.kills],
    ['restarts of PostgreSQL (half fast, half immediate)', figures.restarts],
    ['filings acknowledged', figures.acknowledged],
    ['of these, seen as filed only on looking again', figures.foundFiled],
    ['filings lost', figures.lost],
    ['reports filed twice', figures.doubled],
    ['filings without their entry in the audit', figures.halves],
    ['editions compiled meanwhile', figures.compiled],
    ['months compiled twice for one run', figures.compiledTwice],
    ['runs interrupted and not taken up', figures.leftUndone],
    ['web processes that died of a restart', figures.deaths.length],
    ['a killed process serves again after, seconds', spread(secondsAfterKill)],
    ['the next filing after a restart of PostgreSQL, seconds', spread(secondsAfterRestart)],
    [
      'answers',
      Object.entries(answers)
        .map(([answer, times]) => `${answer}: ${times}`)
        .join(', '),
    ],
  ];
  return ['| what | figure |', '|---|---|', ...rows.map(([what, figure]) => `| ${what} | ${figure} |`)].join('\n');
}

function spread(seconds: number[]): string {
  const sorted = [...seconds].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `${median.toFixed(1)} at the median, ${(sorted.at(-1) ?? 0).toFixed(1)} at most`;
}
