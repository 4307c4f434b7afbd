/**
 * How well attested an attack is, in MITRE ATLAS's words: seen in an incident (realized), in an exercise
 * (demonstrated), or in research only (feasible). It says "seen somewhere", not "likely here".
 */
export type Maturity = 'feasible' | 'demonstrated' | 'realized';
export const maturities: readonly Maturity[] = ['feasible', 'demonstrated', 'realized'];

export const isAtLeast = (maturity: Maturity, least: Maturity): boolean =>
  maturities.indexOf(maturity) >= maturities.indexOf(least);
