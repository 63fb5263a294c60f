// The camera of a phone, where its browser reads symbols; scanners that type and hands need none of this.

const prepare = (place) => {
  for (const field of place.querySelectorAll("[data-scan]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = place.dataset.cameraLabel;
    const video = document.createElement("video");
    video.className = "camera";
    video.muted = true;
    video.playsInline = true;
    video.hidden = true;
    field.after(button, video);
    button.addEventListener("click", () => look(field, video).catch(() => { button.hidden = true; }));
  }
};

const look = async (field, video) => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  const detector = new BarcodeDetector({ formats: ["data_matrix", "qr_code", "code_128"] });
  const again = async () => {
    const [found] = await detector.detect(video).catch(() => []);
    if (!found) { requestAnimationFrame(again); return; }
    for (const track of stream.getTracks()) track.stop();
    video.hidden = true;
    field.value = codeOf(found.rawValue);
    field.focus();
  };
  again();
};

// the second code of a label is the address of this page with the label's own code
const codeOf = (text) => {
  if (!URL.canParse(text)) return text;
  return new URL(text).searchParams.get("c") ?? text;
};

if ("BarcodeDetector" in window && navigator.mediaDevices) {
  document.querySelectorAll("[data-camera-label]").forEach(prepare);
}
