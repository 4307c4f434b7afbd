/** What stands behind an address. Nothing else is served: no part of an address ever becomes the name of a file. */
export type Served = ServedText | ServedEvents;

export type ServedText = {
  readonly form: 'text';
  readonly type: 'text/html' | 'application/json';
  /** Made when it is asked for. */
  text(): Promise<string>;
};

/** Server-Sent Events. */
export type ServedEvents = {
  readonly form: 'events';
  /** Sends what is now, then what is new, until the returned function is called. */
  subscribe(send: (data: string) => void): () => void;
};

/** Path -> what is there. */
export type ServedTable = ReadonlyMap<string, Served>;
