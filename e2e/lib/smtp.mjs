// A real mail server (npm: smtp-server) that takes mail by STARTTLS alone, under a certificate that only our own authority vouches for; and the
// demo that hands its mail to it.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { root, startServer } from "./server.mjs";

const tls = (name) => join(root, "crates", "server", "tests", "tls", name);

/** Starts it on a free port. Resolves to { port, mails, stop() }: mails are { to, text }, oldest first, each taken over TLS. */
export async function startSmtp() {
  const mails = [];
  const server = new SMTPServer({
    key: await readFile(tls("key.pem")),
    cert: await readFile(tls("cert.pem")),
    authOptional: true,
    disabledCommands: ["AUTH"],
    onMailFrom: (_, session, done) => done(session.secure ? null : new Error("first STARTTLS")),
    onData(stream, session, done) {
      const parts = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8").replaceAll("\r\n", "\n");
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text, secure: session.secure });
        done();
      });
    },
  });
  // A line that breaks off is the other side's to tell.
  server.on("error", () => {});
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: server.server.address().port, mails, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/** As startServer, with a mail server: `mails()` gives what came to it. */
export async function startServerWithSmtp(options) {
  const smtp = await startSmtp();
  const mail = `[mail]\nfrom = "noreply@sip.example"\nserver = "localhost"\nport = ${smtp.port}\nca_file = ${JSON.stringify(tls("ca.pem"))}\n`;
  try {
    const server = await startServer({ ...options, configure: (folder) => writeFile(join(folder, "demo.toml"), mail).then(() => join(folder, "demo.toml")) });
    return {
      ...server,
      mails: async () => [...smtp.mails],
      stop: () => server.stop().finally(() => smtp.stop()),
    };
  } catch (fault) {
    await smtp.stop();
    throw fault;
  }
}
