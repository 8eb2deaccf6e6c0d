// Records a voice of at most two minutes, plays it back, and lays it in the form's own file field. Nothing is sent before somebody
// presses the form's button. Where the browser has no microphone the page says so, and the file field is there as ever.
const box = document.querySelector("[data-voice]");
const file = document.getElementById("file");
const part = (name) => box.querySelector(`[data-${name}]`);
const kinds = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
let recorder = null, heard = null, clock = 0;

function show({ recording = false, done = false, without = false }) {
  part("start").hidden = recording || done || without;
  part("stop").hidden = !recording;
  part("heard").hidden = !done;
  part("without").hidden = !without;
  part("left").hidden = !recording;
}

function drop() {
  if (heard) URL.revokeObjectURL(heard);
  heard = null;
  file.value = "";
  part("play").removeAttribute("src");
  show({});
}

async function start() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return show({ without: true });
  }
  const pieces = [], most = Number(box.dataset.seconds), mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind));
  recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 });
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.addEventListener("stop", () => {
    clearInterval(clock);
    for (const track of stream.getTracks()) track.stop();
    const kind = recorder.mimeType.split(";")[0];
    const voice = new File(pieces, `voice.${kind.split("/")[1]}`, { type: kind });
    const files = new DataTransfer();
    files.items.add(voice);
    file.files = files.files;
    heard = URL.createObjectURL(voice);
    part("play").src = heard;
    show({ done: true });
    part("play").focus();
  });
  let left = most;
  const tell = () => (part("left").textContent = part("left").dataset.words.replace("4321", left));
  clock = setInterval(() => {
    left -= 1;
    tell();
    if (left <= 0 && recorder.state === "recording") recorder.stop();
  }, 1000);
  tell();
  recorder.start();
  show({ recording: true });
  part("stop").focus();
}

if (box && file) {
  box.hidden = false;
  show({ without: !navigator.mediaDevices?.getUserMedia || !window.MediaRecorder });
  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", () => recorder?.state === "recording" && recorder.stop());
  part("drop").addEventListener("click", () => { drop(); part("start").focus(); });
  addEventListener("pagehide", () => recorder?.state === "recording" && recorder.stop());
}
