// Run only by browsers that know no modules: they get the plain page. Old syntax on purpose.
location.replace(document.getElementById("unsupported").href);
