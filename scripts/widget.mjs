// Bundles bot/web/src into one file: node scripts/widget.mjs OUTPUT
import { build, transform } from "esbuild";
import { readFile } from "node:fs/promises";

const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: "chrome111" });
      return { contents: code, loader: "text" };
    });
  },
};

const preact = await readFile("node_modules/preact/LICENSE", "utf8");

await build({
  entryPoints: ["bot/web/src/index.ts"],
  outfile: process.argv[2],
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome111", "firefox115", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  banner: { js: `/* Built by scripts/widget from bot/web/src. It holds Preact, whose licence is:\n\n${preact.trim()}\n*/` },
  plugins: [styles],
});
