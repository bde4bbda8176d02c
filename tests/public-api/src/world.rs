//! Worlds: one SQLite file each. The shared one, and one for each fresh log-in.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::deliveries;
use crate::problem::{Code, Problem};
use crate::request::random_hex;

/// The id of the world that every log-in shares unless it asks for its own.
pub const SHARED: &str = "shared";
const TEMPLATE: &str = "template";
const FILLED: &str = "filled-";

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
    key: String,
    filling: Mutex<()>,
    open: Mutex<HashMap<String, Arc<World>>>,
}

impl Worlds {
    /// Clears what an earlier run left, lets `seed` fill a template, and opens the shared world. Templates that
    /// took long to fill are kept for the next run of the same `key`.
    ///
    /// # Errors
    /// A sentence on what could not be read or written.
    pub fn start(
        folder: &Path,
        key: &str,
        seed: impl FnOnce(&mut Connection) -> Result<(), String>,
    ) -> Result<Self, String> {
        let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", folder.display());
        std::fs::create_dir_all(folder).map_err(|error| explain(&error))?;
        let folder = folder.canonicalize().map_err(|error| explain(&error))?;
        clear(&folder, key).map_err(|error| explain(&error))?;

        let mut db = Connection::open(file(&folder, TEMPLATE)).map_err(|error| explain(&error))?;
        db.execute_batch("PRAGMA synchronous = OFF").map_err(|error| explain(&error))?;
        db.execute_batch(include_str!("schema.sql")).map_err(|error| explain(&error))?;
        db.execute_batch(include_str!("derived.sql")).map_err(|error| explain(&error))?;
        seed(&mut db)?;
        db.execute_batch(include_str!("changes.sql")).map_err(|error| explain(&error))?;
        db.close().map_err(|(_, error)| explain(&error))?;

        let worlds = Self {
            folder,
            key: key.to_owned(),
            filling: Mutex::new(()),
            open: Mutex::new(HashMap::new()),
        };
        worlds
            .copy(TEMPLATE, SHARED)
            .map_err(|_| "the shared world could not be made".to_owned())?;
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
        self.copy(TEMPLATE, &format!("world-{}", random_hex(6)?))
    }

    /// A new world that `fill` has filled, which is done once.
    ///
    /// # Errors
    /// When the file cannot be written, or what `fill` refuses.
    pub fn fresh_filled(
        &self,
        name: &str,
        fill: impl FnOnce(&mut Connection) -> Result<(), Problem>,
    ) -> Result<Arc<World>, Problem> {
        let template = format!("{FILLED}{name}-{}", self.key);
        let one_at_a_time = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
        let path = file(&self.folder, &template);
        if !path.exists() {
            let draft = file(&self.folder, &format!("{FILLED}{name}"));
            explained(&template, std::fs::copy(file(&self.folder, TEMPLATE), &draft))?;
            World::open(name, draft.clone())?.with(fill)?;
            explained(&template, std::fs::rename(draft, path))?;
        }
        drop(one_at_a_time);
        self.copy(&template, &format!("world-{}", random_hex(6)?))
    }

    fn copy(&self, template: &str, id: &str) -> Result<Arc<World>, Problem> {
        let path = file(&self.folder, id);
        explained(id, std::fs::copy(file(&self.folder, template), &path))?;
        let world = Arc::new(World::open(id, path)?);
        self.open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id.to_owned(), Arc::clone(&world));
        Ok(world)
    }
}

fn explained<T>(id: &str, done: std::io::Result<T>) -> Result<T, Problem> {
    done.map_err(|error| {
        eprintln!("world {id}: {error}");
        Problem::new(Code::Internal)
    })
}

fn file(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.sqlite"))
}

/// Removes the files of an earlier run, and nothing else that may lie in the folder.
fn clear(folder: &Path, key: &str) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = name.split_once(".sqlite").is_some_and(|(id, ending)| {
            matches!(ending, "" | "-wal" | "-shm" | "-journal")
                && (id == SHARED
                    || id == TEMPLATE
                    || id.starts_with("world-")
                    || id.starts_with(FILLED))
                && !(id.starts_with(FILLED) && id.ends_with(key) && ending.is_empty())
        });
        if ours {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
