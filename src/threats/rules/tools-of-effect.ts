import type { ComponentTest } from '../rule.ts';

/** Words of tools that act for a business: bookings, money, patients, claims. */
export const businessWords: readonly string[] = [
  ...['booking', 'bookings', 'reservation', 'reservations', 'ticketing', 'order', 'orders', 'checkout', 'shipping'],
  ...['payment', 'payments', 'refund', 'refunds', 'invoice', 'invoices', 'billing', 'trading', 'brokerage', 'banking'],
  ...['insurance', 'claims', 'loan', 'loans', 'payroll', 'tax', 'inventory', 'procurement', 'crm'],
  ...['patient', 'patients', 'clinical', 'prescription', 'prescriptions', 'medical'],
];

/**
 * A tool whose call changes or sends something: its tags say so or say that nobody knows, or, where nothing is said of
 * what it can do, the file draws what it acts on.
 */
export const hasEffects: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['write', 'execute', 'egress', 'unknown-capabilities'] },
    {
      withoutTags: ['read-private', 'ingest-untrusted'],
      has: [{ direction: 'out', kind: ['accesses', 'writes'], open: 'along' }],
    },
    { withoutTags: ['read-private', 'ingest-untrusted'], named: businessWords },
  ],
};

/** Its call runs code or acts on a machine. */
export const actsOnMachines: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['execute'] },
    { has: [{ direction: 'out', kind: ['accesses'], open: 'along', other: { kind: ['host'] } }] },
  ],
};

/** A tool through which something can be sent away. */
export const sendsOut: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['egress'] },
    { has: [{ direction: 'out', kind: ['accesses'], open: 'along', other: { kind: ['external'] } }] },
  ],
};
