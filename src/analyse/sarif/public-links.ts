import { bundledAtlasRelease } from '../../threats/bundled-atlas-release.ts';
import { catalogueThreat } from '../../threats/catalogue.ts';

/** Where the catalogue's names come from. */
export const MAESTRO_PAGE =
  'https://cloudsecurityalliance.org/blog/2025/02/06/agentic-ai-threat-modeling-framework-maestro';
export const ATLAS_PAGE = 'https://atlas.mitre.org/';
export const OWASP_PAGE = 'https://genai.owasp.org/initiatives/agentic-security-initiative/';

/** An id of OWASP or ATLAS with its name and where it is described, as far as we know them. */
export type PublicName = { readonly id: string; readonly name?: string; readonly link?: string };

export function techniqueNamed(id: string): PublicName {
  const link = /^AML\.T\d{4}(\.\d{3})?$/u.test(id) ? { link: `${ATLAS_PAGE}techniques/${id}` } : {};
  const name = techniqueNames.get(id);
  return { id, ...(name === undefined ? {} : { name }), ...link };
}

const techniqueNames: ReadonlyMap<string, string> = new Map(
  bundledAtlasRelease.techniques.map(({ id, name }) => [id, name]),
);

export function owaspNamed(id: string): PublicName {
  const page = owaspPages.find(([form]) => form.test(id))?.[1];
  const name = page === undefined ? undefined : catalogueThreat(id)?.name;
  return { id, ...(name === undefined ? {} : { name }), ...(page === undefined ? {} : { link: page }) };
}

const owaspPages: readonly (readonly [RegExp, string])[] = [
  [/^T\d{1,2}$/u, 'https://genai.owasp.org/resource/agentic-ai-threats-and-mitigations/'],
  [/^ASI\d{2}$/u, 'https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/'],
];
