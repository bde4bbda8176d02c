/** Numbers below a bound that follow from a seed (mulberry32); also runs inside a page. */
export function chance(seed: number): (below: number) => number {
  let state = seed * 0x9e3779b1 + 0x6d2b79f5;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
