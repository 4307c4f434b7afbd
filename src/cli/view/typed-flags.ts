import type { Option } from 'commander';

/** Flags as they would be typed again, from what commander made of them. */
export const typedFlags = (flags: readonly Option[], typed: Readonly<Record<string, unknown>>): string[] =>
  flags.flatMap((flag) => {
    const name = flag.long ?? `--${flag.name()}`;
    const value = typed[flag.attributeName()];
    if (flag.negate) return value === false ? [name] : [];
    if (value === undefined) return [];
    if (value === true) return [name];
    return [value].flat().map((one) => `${name}=${String(one)}`);
  });
