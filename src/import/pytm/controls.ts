import type { ThreatClass } from '../../graph/kinds.ts';
import type { ListedThreat } from '../diagram/diagram.ts';
import { find, flagOf, textOf } from '../located.ts';
import type { PytmPart } from './model.ts';

/** Controls of elements and flows -> what they hold back. */
const CONTROLS: Readonly<Record<string, readonly ThreatClass[]>> = {
  authenticatesSource: ['spoofing'],
  authenticatesDestination: ['spoofing'],
  implementsAuthenticationScheme: ['spoofing'],
  usesMFA: ['spoofing'],
  authorizesSource: ['elevation-of-privilege'],
  hasAccessControl: ['elevation-of-privilege'],
  implementsPOLP: ['elevation-of-privilege', 'tool-misuse'],
  isHardened: ['elevation-of-privilege'],
  validatesInput: ['tampering', 'intent-manipulation'],
  sanitizesInput: ['tampering', 'intent-manipulation'],
  providesIntegrity: ['tampering', 'memory-poisoning'],
  isEncrypted: ['information-disclosure', 'tampering'],
  isEncryptedAtRest: ['information-disclosure'],
  providesConfidentiality: ['information-disclosure'],
  encodesOutput: ['information-disclosure'],
  handlesResourceConsumption: ['denial-of-service'],
  isResilient: ['denial-of-service'],
};

/** Fields of language models and agents that say the same. */
const OWN_CONTROLS: Readonly<Record<string, readonly ThreatClass[]>> = {
  hasContentFiltering: ['intent-manipulation'],
  validatesToolLaunchConfig: ['tool-misuse'],
};

/** What a model says is in place: each holds back threats to the part that has it. */
export function controlsOf({ key, fields }: PytmPart): readonly ListedThreat[] {
  const set = find(fields, 'controls') ?? fields;
  const inPlace = [
    ...Object.entries(CONTROLS).filter(([name]) => isSet(find(set, name)) || isSet(find(fields, name))),
    ...Object.entries(OWN_CONTROLS).filter(([name]) => isSet(find(fields, name))),
  ];
  return inPlace.map(([name, classes]) => ({
    title: name,
    category: 'control in place',
    classes,
    on: key,
    status: 'mitigated',
    spot: find(set, name) ?? find(fields, name) ?? fields,
  }));
}

const isSet = (located: Parameters<typeof flagOf>[0]): boolean => flagOf(located) === true;

/** The enumeration values that pytm writes as `Classification.SECRET`, and reads as `SECRET`. */
export const memberName = (located: Parameters<typeof textOf>[0]): string =>
  (textOf(located) ?? '').replace(/^.*\./su, '').toUpperCase();
