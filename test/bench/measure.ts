/** Runs of each measurement; the median of them is reported. */
export const RUNS = 5;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value that 95 of 100 do not exceed. */
export function percentile95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? Number.NaN;
}

/** One line of a benchmark's table: what, how much, against which budget. */
export function printRow(what: string, value: number, unit: string, budget: number): void {
  const ratio = value / budget;
  console.log(`${what.padEnd(62)} ${value.toFixed(value < 10 ? 1 : 0).padStart(8)} ${unit.padEnd(3)} budget ${String(budget).padStart(5)} ${unit}  ${(ratio * 100).toFixed(0).padStart(4)} % ${ratio <= 1 ? '' : '  OVER'}`);
}
