/** What we write of SARIF 2.1.0 (OASIS), in its own words. */
export type SarifLog = {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly SarifRun[];
};

export type SarifRun = {
  readonly tool: { readonly driver: ToolComponent };
  readonly invocations: readonly [
    { readonly executionSuccessful: true; readonly toolExecutionNotifications: readonly Notification[] },
  ];
  readonly automationDetails: { readonly id: string; readonly description: Text };
  readonly columnKind: 'utf16CodeUnits';
  readonly originalUriBaseIds: Readonly<Record<string, { readonly description: Text }>>;
  readonly taxonomies: readonly ToolComponent[];
  readonly results: readonly SarifResult[];
};

export type ToolComponent = {
  readonly name: string;
  readonly organization?: string;
  readonly version?: string;
  readonly semanticVersion?: string;
  readonly informationUri?: string;
  readonly shortDescription?: Text;
  readonly isComprehensive?: boolean;
  readonly supportedTaxonomies?: readonly ToolReference[];
  readonly rules?: readonly RuleDescriptor[];
  readonly taxa?: readonly Taxon[];
};

export type ToolReference = { readonly name: string; readonly index: number };
export type Taxon = {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription?: Text;
  readonly helpUri?: string;
};

export type RuleDescriptor = {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: Text;
  readonly fullDescription: Text;
  readonly help: Text & { readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: Level };
  readonly relationships?: readonly {
    readonly target: { readonly id: string; readonly index: number; readonly toolComponent: ToolReference };
    readonly kinds: readonly ['relevant'];
  }[];
  readonly properties: Properties;
};

export type SarifResult = {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Level;
  /** How pressing, 0 to 100. */
  readonly rank: number;
  readonly message: Text;
  readonly locations: readonly [Location];
  readonly relatedLocations?: readonly Location[];
  readonly codeFlows?: readonly [{ readonly message: Text; readonly threadFlows: readonly [ThreadFlow] }];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly properties: Properties;
};

export type ThreadFlow = { readonly locations: readonly ThreadFlowLocation[] };
export type ThreadFlowLocation = {
  readonly location: Location;
  readonly executionOrder: number;
  readonly importance: 'essential';
  readonly properties?: Properties;
};

export type Location = {
  readonly id?: number;
  readonly physicalLocation: PhysicalLocation;
  readonly logicalLocations?: readonly LogicalLocation[];
  readonly message?: Text;
};
export type PhysicalLocation = {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
  /** The end is exclusive; lines and columns count from 1. */
  readonly region: {
    readonly startLine: number;
    readonly startColumn: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
};
export type LogicalLocation = {
  readonly name: string;
  readonly fullyQualifiedName: string;
  readonly kind: 'component' | 'relation';
};

export type Notification = { readonly level: 'warning' | 'note'; readonly message: Text };
export type Level = 'error' | 'warning' | 'note';
export type Text = { readonly text: string };
export type Properties = Readonly<Record<string, unknown>>;
