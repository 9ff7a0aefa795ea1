// node pool.mjs MESSAGES.json PORT CONNECTIONS PER_CONNECTION
// Says "ready", then for each line "FROM TO" on standard input sends those messages and answers with the seconds it took.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createTransport } from 'nodemailer';

const [file, port, connections, perConnection] = process.argv.slice(2);
const { mail, people } = JSON.parse(readFileSync(file, 'utf8'));
const attachments = mail.attachments.map(one => ({ ...one, content: Buffer.from(one.content, 'base64') }));
const pool = createTransport({
  pool: true,
  host: '127.0.0.1',
  port: Number(port),
  secure: false,
  ignoreTLS: true,
  maxConnections: Number(connections),
  maxMessages: Number(perConnection),
});

function send(person) {
  return pool.sendMail({
    from: mail.from,
    to: { name: person.name, address: person.address },
    replyTo: { name: mail.replyName, address: person.replyTo },
    messageId: `<${person.messageId}>`,
    subject: mail.subject,
    text: mail.text.replace(mail.mark, person.greeting),
    html: mail.html.replace(mail.mark, person.greeting),
    headers: mail.headers,
    attachments,
  });
}

async function sendAll(from, to) {
  // Enough in the queue to keep every connection busy, few enough to fit into memory.
  let next = from;
  await Promise.all(Array.from({ length: Number(connections) * 4 }, async () => {
    while (next < to) {
      await send(people[next++]);
    }
  }));
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [from, to] = line.split(' ').map(Number);
  const start = process.hrtime.bigint();
  await sendAll(from, to);
  console.log(Number(process.hrtime.bigint() - start) / 1e9);
}
pool.close();
