// What is copied out of a spreadsheet: rows of cells set apart by tabs, cells perhaps in quotes.
import Papa from 'papaparse'

export function cells_of(text: string): string[][] {
  const { data } = Papa.parse<string[]>(text.replace(/[\r\n]+$/, ''), { delimiter: '\t', skipEmptyLines: false })
  return data.map((row) => row.map((cell) => cell.trim()))
}

/** A whole number as people write it ("1,200", "１２"), empty as null; undefined: it is none. */
export function count_of(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').replace(/[,，\s]/g, '')
  if (plain === '') return null
  return /^\d{1,10}$/.test(plain) ? Number(plain) : undefined
}
