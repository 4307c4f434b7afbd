/** Who attacks: whoever finds a way, or somebody who worked on this very system beforehand. */
export const attackers = ['opportunistic', 'tuned'] as const;
export type Attacker = (typeof attackers)[number];
