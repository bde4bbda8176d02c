//! Worlds: one SQLite file each. The shared one, and one for each fresh log-in.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::deliveries;
use crate::problem::{Code, Problem};
use crate::request::random_hex;
use crate::search::words::sort_key;

/// The id of the world that every log-in shares unless it asks for its own.
pub const SHARED: &str = "shared";
const TEMPLATE: &str = "template";

/// One SQLite file.
pub struct World {
    /// Opaque id.
    pub id: String,
    /// The file, absolute.
    pub path: PathBuf,
    db: Mutex<Connection>,
}

impl World {
    fn open(id: &str, path: PathBuf) -> rusqlite::Result<Self> {
        let db = Connection::open(&path)?;
        // A test may read the file while the server runs (WAL), and nothing outlives the run (synchronous).
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;
             PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY;",
        )?;
        db.create_collation("norwegian", |a, b| {
            sort_key(a).cmp(&sort_key(b)).then_with(|| a.cmp(b))
        })?;
        db.set_prepared_statement_cache_capacity(64);
        Ok(Self { id: id.to_owned(), path, db: Mutex::new(db) })
    }

    /// Uses the database. Queries take well under a millisecond, so they run where they are called.
    ///
    /// # Errors
    /// What `f` refuses.
    pub fn with<T>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        deliveries::arrive(&db)?;
        f(&mut db)
    }
}

/// Every world of this run.
pub struct Worlds {
    folder: PathBuf,
    open: Mutex<HashMap<String, Arc<World>>>,
}

impl Worlds {
    /// Clears what an earlier run left, lets `seed` fill a template, and opens the shared world.
    ///
    /// # Errors
    /// A sentence on what could not be read or written.
    pub fn start(
        folder: &Path,
        seed: impl FnOnce(&mut Connection) -> Result<(), String>,
    ) -> Result<Self, String> {
        let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", folder.display());
        std::fs::create_dir_all(folder).map_err(|error| explain(&error))?;
        let folder = folder.canonicalize().map_err(|error| explain(&error))?;
        clear(&folder).map_err(|error| explain(&error))?;

        let mut db = Connection::open(file(&folder, TEMPLATE)).map_err(|error| explain(&error))?;
        db.execute_batch("PRAGMA synchronous = OFF").map_err(|error| explain(&error))?;
        db.execute_batch(include_str!("schema.sql")).map_err(|error| explain(&error))?;
        db.execute_batch(include_str!("derived.sql")).map_err(|error| explain(&error))?;
        seed(&mut db)?;
        db.execute_batch(include_str!("changes.sql")).map_err(|error| explain(&error))?;
        db.close().map_err(|(_, error)| explain(&error))?;

        let worlds = Self { folder, open: Mutex::new(HashMap::new()) };
        worlds.copy(SHARED).map_err(|_| "the shared world could not be made".to_owned())?;
        Ok(worlds)
    }

    /// The world of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Arc<World>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// A new world, as seeded.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn fresh(&self) -> Result<Arc<World>, Problem> {
        self.copy(&format!("world-{}", random_hex(6)?))
    }

    fn copy(&self, id: &str) -> Result<Arc<World>, Problem> {
        let path = file(&self.folder, id);
        if let Err(error) = std::fs::copy(file(&self.folder, TEMPLATE), &path) {
            eprintln!("world {id}: {error}");
            return Err(Problem::new(Code::Internal));
        }
        let world = Arc::new(World::open(id, path)?);
        self.open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id.to_owned(), Arc::clone(&world));
        Ok(world)
    }
}

fn file(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.sqlite"))
}

/// Removes the files of an earlier run, and nothing else that may lie in the folder.
fn clear(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = name.split_once(".sqlite").is_some_and(|(id, ending)| {
            matches!(ending, "" | "-wal" | "-shm" | "-journal")
                && (id == SHARED || id == TEMPLATE || id.starts_with("world-"))
        });
        if ours {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
