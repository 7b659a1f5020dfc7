// node check.mjs SHAPES FILE…: reads the files (.ttl, .rdf, .jsonld), which must be one graph in several forms, and checks it
// against the shapes. Prints {"triples": n, "different": ["file", …], "violations": ["…", …]}.
import { createReadStream, readFileSync } from 'node:fs'
import { Parser, Store, DataFactory } from 'n3'
import { RdfXmlParser } from 'rdfxml-streaming-parser'
import { JsonLdParser } from 'jsonld-streaming-parser'
import { Validator } from 'shacl-engine'

function streamed (file, parser) {
  return new Promise((resolve, reject) => {
    const store = new Store()
    createReadStream(file).on('error', reject).pipe(parser)
      .on('data', quad => store.addQuad(quad)).on('error', reject).on('end', () => resolve(store))
  })
}

function read (file) {
  if (file.endsWith('.rdf')) return streamed(file, new RdfXmlParser())
  if (file.endsWith('.jsonld')) return streamed(file, new JsonLdParser({ streamingProfile: false }))
  return new Store(new Parser().parse(readFileSync(file, 'utf8')))
}

// Nodes without a name are told apart by what they say; none leads back to itself.
function canonical (store) {
  const name = term => {
    if (term.termType === 'BlankNode') {
      return '[' + store.getQuads(term).map(q => `${q.predicate.value} ${name(q.object)}`).sort().join(';') + ']'
    }
    return term.termType === 'Literal' ? `"${term.value}"@${term.language}^^${term.datatype.value}` : `<${term.value}>`
  }
  return new Set(store.getQuads().map(q => `${name(q.subject)} ${q.predicate.value} ${name(q.object)}`))
}

const [shapes, ...files] = process.argv.slice(2)
const stores = await Promise.all(files.map(read))
const graphs = stores.map(canonical)
const different = files.filter((_, i) => graphs[i].size !== graphs[0].size || [...graphs[i]].some(triple => !graphs[0].has(triple)))
const report = await new Validator(await read(shapes), { factory: DataFactory }).validate({ dataset: stores[0] })
const violations = report.results.map(r =>
  `${r.focusNode?.term?.value} ${r.path?.map(p => p.predicates?.map(x => x.value))} ${r.constraintComponent?.value} ${r.value?.term?.value ?? ''}`)
console.log(JSON.stringify({ triples: graphs[0].size, different, violations }))
