/** A small linear congruential generator (Numerical Recipes), so that every run draws alike: whole numbers from 0 to below `below`. */
export function repeatableNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
