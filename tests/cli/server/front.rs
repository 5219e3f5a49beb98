//! The front ends of a server: what stands between whoever pushes and the bare repository.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::process::{Process, program};
use crate::world::{Output, Who, World};

/// Everybody who may come in, by the name that the server knows.
pub(crate) const PEOPLE: [(Who, &str); 3] =
    [(Who::Principal, "mai"), (Who::Deputy, "binh"), (Who::Stranger, "la")];

/// In the environment of whoever pushes: he does not know his password.
pub(crate) const NOBODY: (&str, &str) = ("X_NOBODY", "1");

/// A school's clone, a bare repository, and the way from one to the other.
pub(crate) struct Served {
    pub(crate) world: World,
    pub(crate) bare: PathBuf,
    front: Front,
}

enum Front {
    Path,
    Ssh { sshd: Process, url: String },
    Http { lighttpd: Process },
}

impl Served {
    /// Pushes as somebody; the clone's own hooks are not asked.
    pub(crate) fn push(&self, who: Who, refs: &[&str]) -> Output {
        self.push_with(who, &[], refs)
    }

    /// The same, with variables in the environment of whoever pushes and settings of git's.
    pub(crate) fn push_with(&self, who: Who, env: &[(&str, &str)], refs: &[&str]) -> Output {
        let mut command = self.world.command("git");
        command.envs(env.iter().copied());
        let sends: String = env.iter().map(|(name, _)| format!(" -o SendEnv={name}")).collect();
        let url = match &self.front {
            Front::Path => self.bare.display().to_string(),
            Front::Ssh { sshd, url } => {
                let ssh = format!(
                    "ssh -F /dev/null -p {} -i '{}' -o IdentitiesOnly=yes -o BatchMode=yes \
                     -o StrictHostKeyChecking=yes -o UserKnownHostsFile='{}'{sends}",
                    sshd.port,
                    self.world.key(who).display(),
                    self.world.home().join("ssh/known_hosts").display(),
                );
                command.env("GIT_SSH_COMMAND", ssh);
                format!("{}@127.0.0.1:{url}", account())
            }
            Front::Http { lighttpd } => {
                let (name, port) = (name(who), lighttpd.port);
                for (name, value) in env {
                    let header = format!("http.extraHeader={}: {value}", name.replace('_', "-"));
                    command.args(["-c", &header]);
                }
                let password = if env.contains(&NOBODY) { "" } else { "mat-khau-" };
                format!("http://{name}:{password}{name}@127.0.0.1:{port}/git/ke-hoach.git")
            }
        };
        let is_option = |word: &&&str| word.starts_with('-');
        command.args(["push", "--quiet", "--no-verify"]).args(refs.iter().filter(is_option));
        command.arg(&url).args(refs.iter().filter(|word| !is_option(word)));
        let output = command.output().unwrap();
        Output::of(&command, &output)
    }

    /// Runs `caitien` on the server, as its administrator.
    pub(crate) fn administer(&self, arguments: &[&str]) -> Output {
        let bare = self.bare.display().to_string();
        self.world.run(["-C", &bare].iter().chain(arguments))
    }

    /// Every ref of the server with what it names.
    pub(crate) fn refs(&self) -> String {
        self.world.git(["--git-dir", &self.bare.display().to_string(), "for-each-ref"])
    }

    /// Writes the server's policy.
    pub(crate) fn policy(&self, text: &str) {
        let path = self.bare.join("caitien/server.toml");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// A bare repository with our hooks that is pushed to by its path.
    pub(crate) fn by_path(world: World) -> Served {
        let bare = bare(&world);
        Served { world, bare, front: Front::Path }
    }

    /// The same behind sshd: each key has a forced command that names its person and calls git-shell.
    pub(crate) fn over_ssh(world: World) -> Option<Served> {
        program(&["/usr/bin/git-shell", "/usr/local/bin/git-shell"])?;
        let bare = bare(&world);
        let page = documented("authorized_keys");
        let line = |(who, name): &(Who, &str)| {
            filled(&page, &[("=mai ", &format!("={name} ")), ("ssh-ed25519 AAAA…", &world.public_key(*who))])
        };
        let keys = world.home().join("ssh/authorized_keys");
        write(&keys, &PEOPLE.iter().map(line).collect::<String>());
        let home = world.home().to_path_buf();
        let sshd = sshd(&world, &keys, &home)?;
        let url = bare.display().to_string();
        Some(Served { world, bare, front: Front::Ssh { sshd, url } })
    }

    /// The same behind a web server that asks for a password and calls git http-backend.
    pub(crate) fn over_http(world: World) -> Option<Served> {
        let lighttpd = program(&["/usr/sbin/lighttpd"])?;
        program(&["/usr/bin/htpasswd"])?;
        let bare = bare(&world);
        let folder = world.home().join("http");
        std::fs::create_dir_all(&folder).unwrap();
        let users = folder.join("users");
        for (at, (_, name)) in PEOPLE.iter().enumerate() {
            let mut command = world.command("htpasswd");
            command.args([if at == 0 { "-cbB" } else { "-bB" }, &users.display().to_string(), name]);
            command.arg(format!("mat-khau-{name}"));
            assert!(command.output().unwrap().status.success());
        }
        let backend = world.git(["--exec-path"]).trim().to_owned() + "/git-http-backend";
        let lighttpd = Process::start(|port| {
            let config = folder.join("lighttpd.conf");
            write(&config, &lighttpd_config(&world, (port, &users, &backend)));
            let mut command = world.command(&lighttpd);
            command.args(["-D", "-f", &config.display().to_string()]);
            command
        });
        Some(Served { world, bare, front: Front::Http { lighttpd } })
    }

    /// A repository of gitolite's, with our hook among those that it puts into every repository.
    pub(crate) fn in_gitolite(world: World) -> Option<Served> {
        let gitolite = program(&["/usr/bin/gitolite"])?;
        let home = world.home().join("gitolite");
        let run = |script: &str| {
            let mut command = world.command("sh");
            command.env("HOME", &home).env("GITOLITE_HTTP_HOME", &home).args(["-e", "-c", script]);
            let output = command.output().unwrap();
            Output::of(&command, &output).ok()
        };
        // Gitolite knows its own repository by a branch of this name.
        write(&home.join(".gitconfig"), "[init]\n\tdefaultBranch = master\n");
        write(&home.join("mai.pub"), &format!("{}\n", world.public_key(Who::Principal)));
        run(&format!("{gitolite} setup -pk ~/mai.pub"));
        run(&documented("gitolite"));
        let sshd = sshd(&world, &home.join(".ssh/authorized_keys"), &home)?;
        let bare = home.join("repositories/ke-hoach.git");
        let served = Served { world, bare, front: Front::Ssh { sshd, url: "ke-hoach".into() } };
        served.add_people();
        let shown = served.bare.display().to_string();
        served.world.git(["--git-dir", &shown, "symbolic-ref", "HEAD", "refs/heads/main"]);
        Some(served)
    }

    /// As gitolite's administrators do it: by a push to its own repository, with our hook in it.
    fn add_people(&self) {
        let Front::Ssh { sshd, .. } = &self.front else { return };
        let folder = self.world.home().join("quan-tri");
        let ssh = format!(
            "ssh -F /dev/null -p {} -i '{}' -o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile='{}'",
            sshd.port,
            self.world.key(Who::Principal).display(),
            self.world.home().join("ssh/known_hosts").display(),
        );
        let git = |arguments: &[&str]| {
            let mut command = self.world.command("git");
            command.env("GIT_SSH_COMMAND", &ssh).args(arguments);
            let output = command.output().unwrap();
            Output::of(&command, &output).ok();
        };
        let shown = folder.display().to_string();
        git(&["clone", "--quiet", &format!("{}@127.0.0.1:gitolite-admin", account()), &shown]);
        for (who, name) in PEOPLE.iter().skip(1) {
            let key = folder.join(format!("keydir/{name}.pub"));
            write(&key, &format!("{}\n", self.world.public_key(*who)));
        }
        let conf = "repo gitolite-admin\n    RW+ = mai\n\nrepo ke-hoach\n    RW+ = mai binh la\n";
        write(&folder.join("conf/gitolite.conf"), conf);
        git(&["-C", &shown, "add", "--all"]);
        git(&["-C", &shown, "commit", "--quiet", "-m", "Thêm kho ke-hoach"]);
        git(&["-C", &shown, "push", "--quiet"]);
    }
}

fn name(who: Who) -> &'static str {
    PEOPLE.iter().find(|(known, _)| *known == who).unwrap().1
}

/// The account that runs the tests, and so the servers.
pub(crate) fn account() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn bare(world: &World) -> PathBuf {
    let bare = world.home().join("may-chu/ke-hoach.git");
    let shown = bare.display().to_string();
    world.git(["init", "--quiet", "--bare", "--initial-branch=main", &shown]);
    world.git(["-C", &shown, "config", "receive.fsckObjects", "true"]);
    world.run(["-C", &shown, "hook", "install"]).ok();
    bare
}

fn sshd(world: &World, keys: &Path, home: &Path) -> Option<Process> {
    let sshd = program(&["/usr/sbin/sshd"])?;
    let folder = world.home().join("ssh");
    std::fs::create_dir_all(&folder).unwrap();
    if account() == "root" {
        // Where sshd locks up the part of it that speaks to strangers.
        std::fs::create_dir_all("/run/sshd").unwrap();
    }
    let host = folder.join("host");
    let mut command = world.command("ssh-keygen");
    command.args(["-q", "-t", "ed25519", "-N", "", "-f", &host.display().to_string()]);
    assert!(command.output().unwrap().status.success());
    let path = std::env::var("PATH").unwrap();
    let caitien = Path::new(env!("CARGO_BIN_EXE_caitien")).parent().unwrap().display();
    let process = Process::start(|port| {
        // A careless administrator lets through what names a person; nobody lets through `GIT_*`.
        let config = format!(
            "ListenAddress 127.0.0.1:{port}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
             AcceptEnv LANG LC_* LOGNAME CAITIEN_USER GL_USER REMOTE_USER\n\
             SetEnv HOME={} PATH={caitien}:{path} GIT_CONFIG_NOSYSTEM=1\n",
            host.display(),
            keys.display(),
            home.display(),
        );
        write(&folder.join("sshd_config"), &config);
        let public = std::fs::read_to_string(host.with_extension("pub")).unwrap();
        write(&folder.join("known_hosts"), &format!("[127.0.0.1]:{port} {public}"));
        let mut command = world.command(&sshd);
        command.args(["-D", "-e", "-f", &folder.join("sshd_config").display().to_string()]);
        command
    });
    Some(process)
}

fn lighttpd_config(world: &World, (port, users, backend): (u16, &Path, &str)) -> String {
    let home = world.home().display();
    let path = std::env::var("PATH").unwrap();
    let caitien = Path::new(env!("CARGO_BIN_EXE_caitien")).parent().unwrap().display();
    let page = filled(
        &documented("lighttpd"),
        &[
            ("/etc/lighttpd/ke-hoach.users", &users.display().to_string()),
            ("/usr/lib/git-core/git-http-backend", backend),
            ("\"/srv/git\"", &format!("\"{home}/may-chu\"")),
            (
                "\"GIT_HTTP_EXPORT_ALL\" => \"1\"",
                &format!(
                    "\"GIT_HTTP_EXPORT_ALL\" => \"1\", \"HOME\" => \"{home}\", \"PATH\" => \"{caitien}:{path}\", \
                     \"GIT_CONFIG_NOSYSTEM\" => \"1\""
                ),
            ),
        ],
    );
    format!(
        "server.document-root = \"{home}/http\"\nserver.bind = \"127.0.0.1\"\nserver.port = {port}\n\
         server.upload-dirs = (\"{home}/http\")\n{page}"
    )
}

/// The block with this name in the page for the people who run the server.
fn documented(name: &str) -> String {
    let page = include_str!("../../../docs/server.md");
    let block = page.split_once(&format!("\n```{name}\n")).unwrap().1;
    block.split_once("```").unwrap().0.to_owned()
}

/// The block with this world's names in place of the documented ones, each of which must be there.
fn filled(block: &str, names: &[(&str, &str)]) -> String {
    names.iter().fold(block.to_owned(), |block, (from, to)| {
        assert!(block.contains(from), "`{from}` in:\n{block}");
        block.replace(from, to)
    })
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A program of somebody else's.
pub(crate) fn script(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    write(path, text);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}
