// The tile's script is resource/dist/app.js, which body.html loads: built from frontend/, too large to stand here.
