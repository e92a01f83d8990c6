window.helloResource = true;
