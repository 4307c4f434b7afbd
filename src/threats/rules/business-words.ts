/** Words of tools that act for a business: bookings, money, patients, claims. */
export const businessWords: readonly string[] = [
  ...['booking', 'bookings', 'reservation', 'reservations', 'ticketing', 'order', 'orders', 'checkout', 'shipping'],
  ...['payment', 'payments', 'refund', 'refunds', 'invoice', 'invoices', 'billing', 'trading', 'brokerage', 'banking'],
  ...['insurance', 'claims', 'loan', 'loans', 'payroll', 'tax', 'inventory', 'procurement', 'crm'],
  ...['patient', 'patients', 'clinical', 'prescription', 'prescriptions', 'medical'],
];
