// A sheet to draw on. What is drawn is put into the form's own file field as a PNG and sent as any file; the field itself stays for
// those who take a photo of a drawing on paper, who use a keyboard, or whose browser runs no scripts.
const sheet = document.querySelector("[data-draw]");
const canvas = sheet?.querySelector("canvas");
const file = document.getElementById("file");
const pen = canvas?.getContext("2d");
const lines = [];
let line = null;

function paint() {
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.lineCap = pen.lineJoin = "round";
  for (const { colour, points } of lines) {
    pen.strokeStyle = colour;
    pen.lineWidth = 7;
    pen.beginPath();
    pen.moveTo(...points[0]);
    for (const point of points) pen.lineTo(...point);
    pen.stroke();
  }
  sheet.querySelector("[data-undo]").disabled = !lines.length;
}

function place(event) {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
}

/** Lays what is drawn in the file field; an empty sheet is no file. */
function lay() {
  if (!lines.length) {
    file.value = "";
    return;
  }
  canvas.toBlob((picture) => {
    const files = new DataTransfer();
    files.items.add(new File([picture], "drawing.png", { type: "image/png" }));
    file.files = files.files;
  }, "image/png");
}

if (pen && file) {
  sheet.hidden = false;
  paint();
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    line = { colour: sheet.querySelector("input[name=colour]:checked")?.value ?? "#2b2622", points: [place(event)] };
    lines.push(line);
    paint();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!line) return;
    line.points.push(place(event));
    paint();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      if (line) lay();
      line = null;
    });
  }
  sheet.querySelector("[data-undo]").addEventListener("click", () => {
    lines.pop();
    paint();
    lay();
  });
}
