import type { Command } from 'commander';

type Examples = Readonly<Record<string, readonly (readonly [line: string, what: string])[]>>;

/** docs/cli.md: everything that can be typed, from the program that reads it. */
export declare function cliPage(program: Command, examples: Examples): string;
