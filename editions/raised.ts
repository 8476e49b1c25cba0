/** Words set above the line. A note mark that lost its height would glue to the word before it: "flux1", "EX12". */

const raisedSigns: Readonly<Record<string, string>> = {
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
  '+': '⁺',
  '-': '⁻',
  '(': '⁽',
  ')': '⁾',
}

/** Numbers keep their height; letters (the "er" of "1er") stay as they are. */
export const raised = (text: string): string =>
  /^[\d+\-(),;\s*]+$/.test(text) ? text.replace(/[\d+\-()]/g, (sign) => raisedSigns[sign] ?? sign) : text
