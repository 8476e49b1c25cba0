/** French typography: the space before a double sign, and inside quotation marks, does not break. Shape unchanged otherwise. */
export const typeset = (text: string): string =>
  text.replace(/ (?=[:;?!»%](?:\s|$|[).,]))/g, '\u00a0').replace(/« /g, '«\u00a0')
