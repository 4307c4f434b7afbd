import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { find, flagOf } from '../located.ts';
import type { PytmModel, PytmPart } from './model.ts';

type Rule = readonly [threat: string, title: string, needs: readonly string[], unless: string];

/** When pytm lists threats to language models and agents: fields that are set, and a field or control that is not. */
const LLM_RULES: readonly Rule[] = [
  ['LLM01', 'Direct Prompt Injection', ['processesUntrustedInput'], 'hasContentFiltering'],
  ['LLM02', 'Indirect Prompt Injection via Retrieved Content', ['hasRAG'], 'hasContentFiltering'],
  [
    'LLM03',
    'Sensitive Data Leakage to Third-Party Provider',
    ['isThirdParty', 'processesPersonalData'],
    'providesConfidentiality',
  ],
  ['LLM04', 'Training Data Poisoning', ['hasFineTuning'], 'providesIntegrity'],
  [
    'LLM05',
    'Excessive Agency via Unauthorized Tool Use',
    ['hasAgentCapabilities', 'hasAccessToSensitiveSystems'],
    'implementsPOLP',
  ],
  ['LLM06', 'Arbitrary Code Execution via LLM Agent', ['executesCode'], 'isHardened'],
  ['LLM07', 'Jailbreaking and Safety Bypass', ['hasSystemPrompt'], 'hasContentFiltering'],
  ['LLM08', 'Sensitive Information Disclosure Through Output', ['processesPersonalData'], 'encodesOutput'],
  ['LLM09', 'Untrusted Tool Launch Configuration', ['usesExternalTools'], 'validatesToolLaunchConfig'],
];

/**
 * Threats that pytm would list for language models and agents, where it was not run yet. They weigh on nothing: nobody
 * looked for the others.
 */
export function noteRules({ elements, hasFindings }: PytmModel, drafts: Drafts): void {
  if (hasFindings) return;
  for (const part of elements.filter(({ class: made }) => made === 'LLM' || made === 'Agent')) {
    for (const [threat, title, needs, unless] of LLM_RULES) {
      if (!needs.every((name) => has(part, name)) || has(part, unless)) continue;
      const why = `${needs.join(' and ')}, without ${unless}`;
      drafts.findings.push({
        title: 'Threat by the rules of pytm',
        detail: `${title} to ${JSON.stringify(part.name.slice(0, 80))} (${threat}: ${why})`,
        where: describePlace(part.fields.at),
      });
    }
  }
}

const has = ({ fields }: PytmPart, name: string): boolean =>
  flagOf(find(fields, name)) === true || flagOf(find(fields, 'controls', name)) === true;
