/** `6379 ± 30`, with as many digits as the standard error leaves room for. */
export function sizeText({
  meanBlastRadius,
  standardError,
}: {
  readonly meanBlastRadius: number;
  readonly standardError: number;
}): string {
  const digits = Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(Math.max(standardError, 1e-4)))));
  return `${meanBlastRadius.toFixed(digits)} ± ${standardError.toFixed(digits)}`;
}
