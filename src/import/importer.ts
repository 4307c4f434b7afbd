import type { Problem } from '../base/errors.ts';
import type { RelationDraft } from '../graph/build-ecosystem.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { Direction, RelationKind, ThreatClass } from '../graph/kinds.ts';
import type { ImportSettings } from './settings.ts';

/** A file as the shell read it: its name for messages, and its text (BOM removed, UTF-16 decoded). */
export type SourceFile = { readonly name: string; readonly text: string };

/**
 * Opens a file by its path from the folder of the given one; undefined if there is none. The shell confines it to
 * the folder of the file, or to the folder that was searched, and does not import again by itself what was opened.
 */
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

/** Things a reviewer should see: literal secrets (name and place only), toxic flows, unpinned packages. */
export type Finding = { readonly title: string; readonly detail: string; readonly where: string };

/**
 * By what components of different files can be known for the same thing, surest first: an id that the tool itself
 * gave (a workflow, a data set), an MCP package, an address, the name of a credential, a model or a well-known
 * service, the exact name of an agent.
 */
export const identityKinds = ['id', 'package', 'url', 'credential', 'service', 'model', 'agent'] as const;
export type IdentityKind = (typeof identityKinds)[number];
export type Identity = { readonly by: IdentityKind; readonly key: string };

/** What the source itself says about how it wants to be simulated; an ecosystem file beside it says it better. */
export type WantedSuite = {
  /** `all`: it speaks of STRIDE, so that the classic classes run beside the agentic ones. */
  readonly threats: 'all' | readonly ThreatClass[];
  /** Channel rows in place of the table's: a plain graph has probabilities of its own. */
  readonly channels?: readonly {
    readonly threat: ThreatClass;
    readonly kind: RelationKind;
    readonly direction: Direction;
    readonly probability: number;
  }[];
};

export type Imported = {
  readonly ecosystem: Ecosystem;
  readonly suite?: WantedSuite | undefined;
  /** What was assumed of many parts at once, whole sentences. */
  readonly assumptions?: readonly string[] | undefined;
  /** What was understood but left out, and why; never a secret value. */
  readonly ignored: readonly { readonly what: string; readonly where: string; readonly why: string }[];
  readonly findings: readonly Finding[];
  readonly toFill: readonly FieldToFill[];
  readonly warnings: readonly Problem[];
  /** By component id; a component without an entry is never merged with one of another file. */
  readonly identities: ReadonlyMap<string, readonly Identity[]>;
};

/** One of several files of a format, with the ids of its components after merging. */
export type TogetherFile = {
  readonly name: string;
  readonly imported: Imported;
  readonly idOf: (id: string) => string;
};

export type Together = {
  readonly relations: readonly RelationDraft[];
  readonly toFill: readonly FieldToFill[];
  readonly warnings: readonly Problem[];
};

/** Another tool's file -> an ecosystem. Pure: no file access but `open`, no clock, no randomness; code is never run. */
export type Importer = {
  /** Short name for `-f`. */
  readonly format: string;
  readonly title: string;
  /** What the format gives: one line for `blastradius formats`. */
  readonly gives: string;
  /** Cheap, and never throws: files of any kind are shown to it. */
  detect(file: SourceFile): Detection;
  /** Left out in a searched folder: pictures and networks of all sorts lie about. It counts if it is named. */
  readonly isPlainGraph?: true;
  /** @throws {InvalidInputError} with every problem of the file, saying why it is refused and what to do. */
  read(file: SourceFile, open: OpenSibling, settings?: ImportSettings): Imported | Promise<Imported>;
  /** What several files of the format say only together, such as the hub among a folder of agent cards. */
  together?(files: readonly TogetherFile[]): Together;
};

/** An importer that needs no other file, and so answers at once. */
export type FileImporter = Omit<Importer, 'read'> & { read(file: SourceFile): Imported };
