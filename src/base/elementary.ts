/**
 * Natural logarithm, exponential and log-gamma from + - * / alone, so that every JavaScript engine gives
 * the same bits: the language lets Math.log and Math.exp differ in their last digits.
 */

const LN2_HIGH = 0.6931471803691238; // its last 32 bits are zero: k * LN2_HIGH is exact
const LN2_LOW = 1.9082149292705877e-10;
const SQRT2 = Math.sqrt(2);
const bits = new DataView(new ArrayBuffer(8));

/** Natural logarithm of x >= 0, within 2 units in the last place; -Infinity at 0. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < 2 ** -1022) return ln(x * 2 ** 54) - 54 * LN2_HIGH - 54 * LN2_LOW;
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let exponent = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  return exponent * LN2_HIGH + (twiceArtanh((mantissa - 1) / (mantissa + 1)) + exponent * LN2_LOW);
}

/** ln(1 + x) for x > -1, without the loss of digits that ln(1 + x) suffers near 0. */
export const lnOnePlus = (x: number): number => (x > -0.29 && x < 0.41 ? twiceArtanh(x / (2 + x)) : ln(1 + x));

/** e to the x, within 2 units in the last place. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  if (Number.isNaN(x)) return x;
  const power = Math.round(x / LN2_HIGH);
  const rest = x - power * LN2_HIGH - power * LN2_LOW;
  const half = power >> 1; // in two steps, for results near the ends of the range
  return expOfSmall(rest) * powerOfTwo(half) * powerOfTwo(power - half);
}

/** Logarithm of the gamma function of x > 0. Stirling's series (DLMF 5.11.1) above 10, recurrence below. */
export const lnGamma = (x: number): number => (x - 0.5) * ln(x) - x + HALF_LN_TWO_PI + stirlingRest(x);

export const HALF_LN_TWO_PI = 0.9189385332046728;

/** lnGamma(x) less Stirling's formula (x - 1/2) ln x - x + ln(2 pi) / 2; x > 0. */
export function stirlingRest(x: number): number {
  if (x < 10) {
    let product = 1;
    let shifted = x;
    for (; shifted < 10; shifted++) product *= shifted;
    const atShifted = (shifted - 0.5) * ln(shifted) - shifted + stirlingRest(shifted);
    return atShifted - ln(product) - ((x - 0.5) * ln(x) - x);
  }
  const square = 1 / (x * x);
  const tail = 1 / 1188 - square * (691 / 360360 - square * (1 / 156 - (square * 3617) / 122400));
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * tail)))) / x;
}

/** 2 artanh(s) for |s| <= 0.1716, by its power series. */
function twiceArtanh(s: number): number {
  const q = s * s;
  const high = 1 / 13 + q * (1 / 15 + q * (1 / 17 + q * (1 / 19 + q * (1 / 21 + q / 23))));
  return 2 * s * (1 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * high))))));
}

/** e to the r for |r| <= 0.35, by its power series. */
function expOfSmall(r: number): number {
  let sum = 1;
  for (let n = 14; n > 0; n--) sum = 1 + (sum * r) / n;
  return sum;
}

/** 2 to a whole power in [-1022, 1023]. */
function powerOfTwo(power: number): number {
  bits.setUint32(0, (power + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}
