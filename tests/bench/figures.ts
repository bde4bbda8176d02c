/** The share of the sorted values that is not above the answer. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (values: number[]): number => quantile(values, 0.5);

/** What is said of the same thing in several rounds, as the median of each figure. */
export function medians<Name extends string>(rounds: Record<Name, number>[]): Record<Name, number> {
  const names = Object.keys(rounds[0] ?? {}) as Name[];
  const figures = names.map((name) => [name, median(rounds.map((round) => round[name]))]);
  return Object.fromEntries(figures) as Record<Name, number>;
}

/** The same things in another order each round, so that none is always the first. */
export const rotated = <T>(things: T[], round: number): T[] =>
  things.map((_, index) => things[(index + round) % things.length] as T);
