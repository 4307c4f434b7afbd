/** Whole numbers with commas, in every locale: 10,000. */
export const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
