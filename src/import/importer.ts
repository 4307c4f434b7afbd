import type { Problem } from '../base/errors.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';

/** A file as the shell read it: its name for messages, and its text (BOM removed, UTF-16 decoded). */
export type SourceFile = { readonly name: string; readonly text: string };

/** Opens a sibling or include of a given file; undefined if there is none. The shell confines it to the given folder. */
export type OpenSibling = (name: string) => SourceFile | undefined;

/** How sure an importer is that a file is its own, and why: shown to the user. */
export type Detection = {
  /** 0 (no) to 1 (certain). */
  readonly score: number;
  /** What was seen: "mcpServers holds objects with command or url". */
  readonly reason: string;
  /** What a perfect match would have had, for files that nobody recognises. */
  readonly missing?: string;
};

/** What a human should decide, most influential first. */
export type FieldToFill = { readonly component: string; readonly field: string; readonly why: string };

export type Imported = {
  readonly ecosystem: Ecosystem;
  /** What was understood but left out, and why; never a secret value. */
  readonly ignored: readonly { readonly what: string; readonly where: string; readonly why: string }[];
  /** Things a reviewer should see: literal secrets (name and place only), toxic flows, unpinned packages. */
  readonly findings: readonly { readonly title: string; readonly detail: string; readonly where: string }[];
  readonly toFill: readonly FieldToFill[];
  readonly warnings: readonly Problem[];
};

/** Another tool's file -> an ecosystem. Pure: no file access but `open`, no clock, no randomness. */
export type Importer = {
  /** Short name for `-f`. */
  readonly format: string;
  readonly title: string;
  /** What the format gives: one line for `blastradius formats`. */
  readonly gives: string;
  detect(file: SourceFile): Detection;
  /** @throws {InvalidInputError} with every problem of the file, saying why it is refused and what to do. */
  read(file: SourceFile, open: OpenSibling): Imported;
};
