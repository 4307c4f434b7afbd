import { z } from 'zod';
import { layerNames, threatClasses } from '../graph/kinds.ts';
import { maturities } from '../threats/maturities.ts';
import { layer } from './ecosystem-schema.ts';
import type { FileKind } from './file-kind.ts';
import { oneOrMore } from './one-or-more.ts';
import { ruleSchema } from './rule-schema.ts';
import { id, listed, oneOf, text, truth } from './schema-values.ts';

const catalogueVersion = 1;

const strideLetters = ['S', 'T', 'R', 'I', 'D', 'E'] as const;
const layerList = Object.entries(layerNames).map(([number, name]) => `${number} ${name}`);
const urlExpected = 'an address that begins with https:// or http://';

const externalRef = z.strictObject(
  {
    source: text('the name of a collection', 200).meta({
      description: 'The collection.',
      examples: ['promptfoo-lm-security-db', 'CVE', 'CWE', 'OWASP-LLM'],
    }),
    id: text('an id of that collection', 200).meta({
      description: 'Its id there.',
      examples: ['1a2b3c4d', 'CVE-2025-1234', 'LLM01'],
    }),
    url: text(urlExpected, 2_000)
      .regex(/^https?:\/\/\S+$/u, { error: urlExpected })
      .exactOptional()
      .meta({ description: 'Where to read it.', examples: ['https://cwe.mitre.org/data/definitions/77.html'] }),
  },
  { error: 'an entry of another collection: { source, id, url }' },
);

export const threatSchema = z
  .strictObject(
    {
      id: id.meta({ description: 'Its id; no other threat has it, bundled or not.', examples: ['ACME-1'] }),
      name: text('the name of a threat', 200).meta({ description: 'In a few words.', examples: ['Blind signing'] }),
      description: text('what it is', 4_000)
        .exactOptional()
        .meta({ description: 'What happens, in a sentence or two.', examples: ['What is signed, nobody has read.'] }),
      layers: oneOrMore(layer, 'MAESTRO layers, 1 to 7').meta({
        description: `MAESTRO layers that it is on: ${listed(layerList)}.`,
        examples: [7, [2, 7]],
      }),
      classes: oneOrMore(oneOf(threatClasses), `threat classes (${listed(threatClasses)})`)
        .exactOptional()
        .meta({
          description:
            'Threat classes that it travels by, the most telling first. Default: those of its STRIDE letters.',
          examples: ['tool-misuse'],
        }),
      stride: oneOrMore(oneOf(strideLetters), `letters of STRIDE (${listed(strideLetters)})`)
        .exactOptional()
        .meta({ description: 'Letters of STRIDE.', default: [], examples: [['T', 'E']] }),
      owasp: oneOrMore(id, 'ids of OWASP')
        .exactOptional()
        .meta({
          description: 'OWASP agentic threats (T1 to T17) and risks of the Top 10 (ASI01 to ASI10).',
          default: [],
          examples: [['T2', 'ASI02']],
        }),
      atlas: oneOrMore(id, 'ids of ATLAS techniques')
        .exactOptional()
        .meta({ description: 'Techniques of MITRE ATLAS.', default: [], examples: ['AML.T0053'] }),
      mitigations: oneOrMore(text('a mitigation', 500), 'mitigations')
        .exactOptional()
        .meta({ description: 'What helps, most telling first.', default: [], examples: [['confirm every signature']] }),
      maturity: oneOf(maturities)
        .exactOptional()
        .meta({ description: 'How well attested it is. Default: the best of its techniques.', examples: ['realized'] }),
      externalRefs: oneOrMore(externalRef, 'entries of other collections')
        .exactOptional()
        .meta({
          description: 'The same threat in other collections.',
          default: [],
          examples: [{ source: 'CWE', id: 'CWE-77' }],
        }),
    },
    { error: 'a threat: a map with id, name, layers, and classes or stride' },
  )
  .refine(({ classes, stride }) => classes !== undefined || stride !== undefined, {
    error: 'a threat with classes or stride, which say how it travels',
    params: { fix: 'Add classes, for example tool-misuse, or stride, for example [T].' },
  })
  .meta({
    id: 'ownThreat',
    description: 'A threat of your own; it has classes or STRIDE letters, or both.',
    anyOf: [{ required: ['classes'] }, { required: ['stride'] }],
  });

export const catalogueSchema = z.strictObject(
  {
    version: z.literal(catalogueVersion, { error: `the version of this format, ${catalogueVersion}` }).meta({
      description: 'Version of this format.',
      examples: [catalogueVersion],
    }),
    replace: truth.exactOptional().meta({
      description: 'Whether the rules of this file stand in place of the bundled ones, not beside them.',
      default: false,
      examples: [true],
    }),
    threats: z.array(threatSchema, { error: 'a list of threats' }).exactOptional().meta({
      description: 'Your own threats.',
      default: [],
    }),
    rules: z.array(ruleSchema, { error: 'a list of rules' }).exactOptional().meta({
      description: 'When threats apply, yours or bundled ones.',
      default: [],
    }),
  },
  { error: 'a catalogue: a map with version, threats and rules' },
);

/** Files of `--catalogue`. */
export const catalogueFileKind: FileKind = {
  schema: catalogueSchema,
  version: catalogueVersion,
  beginning: 'A catalogue begins with "version: 1", then threats and rules; docs/examples/own-catalogue.yaml is one.',
  homes: [
    ['at the top of the file', Object.keys(catalogueSchema.shape)],
    ['in a threat', Object.keys(threatSchema.shape)],
    ['in a rule', Object.keys(ruleSchema.shape)],
  ],
  loneWords: [],
};
