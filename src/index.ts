/** The public API of blastradius: names only. Start with {@link parseSuiteFile} and {@link runSuite}. */

export { sarifOf } from './analyse/sarif.ts';
export type { ThreatDocument, ThreatRow } from './analyse/threat-document.ts';
export { type ThreatReportOptions, threatReport } from './analyse/threat-report.ts';
export { BlastradiusError, InvalidInputError, type Place, type Problem } from './base/errors.ts';
export { engineVersion } from './base/version.ts';
export { type Compilation, compileScenario } from './compile/arcs.ts';
export { parseAtlasFile } from './compile/atlas-file.ts';
export { addCatalogueFiles } from './compile/catalogue-file.ts';
export type { CompiledScenario } from './compile/compiled.ts';
export { suiteFileJsonSchema } from './compile/json-schema.ts';
export type { NodeNames, RawGraph } from './compile/raw-arcs.ts';
export { type PreparedRawGraph, prepareRawGraph } from './compile/raw-graph.ts';
export type { RawFormat } from './compile/raw-reader.ts';
export { readRawGraph } from './compile/read-raw-graph.ts';
export { type Scenario, scenariosOf } from './compile/scenario.ts';
export type { Settings, Suite, SuiteFile } from './compile/suite.ts';
export { parseSuiteFile } from './compile/suite-file.ts';
export { oneThread, type RunWorlds, runShard } from './engine/run-worlds.ts';
export type { Tally } from './engine/tally.ts';
export { exportEcosystem } from './export/export-ecosystem.ts';
export type { ExportedFile, GraphFormat } from './export/graph-format.ts';
export { graphFormats } from './export/graph-formats.ts';
export type { Outcome } from './export/outcome.ts';
export { outcomeOf } from './export/outcome-of.ts';
export type { RawGraphFormat } from './export/raw/raw-graph-format.ts';
export { rawGraphFormats } from './export/raw/raw-graph-formats.ts';
export { type Belief, meanOf } from './graph/belief.ts';
export { buildEcosystem, type ComponentDraft, type RelationDraft } from './graph/build-ecosystem.ts';
export type { Component, Ecosystem, Relation } from './graph/ecosystem.ts';
export {
  type ComponentKind,
  componentKinds,
  defaultLayer,
  type Layer,
  layerNames,
  type RelationKind,
  relationKinds,
  type ThreatClass,
  threatClasses,
} from './graph/kinds.ts';
export { fromTrustGraph, type TrustGraph, toTrustGraph } from './graph/trust-graph.ts';
export { detectFormat, nearestFormats } from './import/detect.ts';
export { importFiles, type ReadFile } from './import/import-files.ts';
export { type ImportReport, importReport } from './import/import-report.ts';
export type { Identity, Imported, Importer, OpenSibling, SourceFile } from './import/importer.ts';
export { importers } from './import/importers.ts';
export { type Merge, type Merged, mergeFiles } from './import/merge.ts';
export { writeEcosystem } from './import/write-ecosystem.ts';
export type { BlastRadius, Details, Results, ScenarioResult, ThresholdResult } from './measure/results.ts';
export { type RawRunOptions, runRaw } from './run/run-raw.ts';
export { type RunOptions, runSuite, type SuiteRun, withoutFull } from './run/run-suite.ts';
export { runThreats } from './run/run-threats.ts';
export type { AppliedThreat, CataloguedThreat, ThreatModel } from './threats/applied-threat.ts';
export { maturityTable } from './threats/atlas-release.ts';
export { bundledCatalogue, type Catalogue } from './threats/bundled-catalogue.ts';
export { channels } from './threats/channels.ts';
export type { Rule } from './threats/rule.ts';
export { threatModel } from './threats/threat-model.ts';
