type Kinds = {
  readonly layerNames: object;
  readonly defaultLayer: object;
  readonly relationKinds: object;
  readonly families: object;
};

/** docs/file-format.md: every key of an ecosystem file, from the JSON Schema that editors use. */
export declare function fileFormatPage(schema: object, kinds: Kinds): string;
