use pretty_assertions::assert_eq;

use crate::DataFolder;
use crate::town::desk;

const PICTURE: &[u8] = b"\xff\xd8\xff a picture of a teapot";

fn files(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn a_file_is_kept_once_and_reads_back() {
    let desk = desk();
    let media = desk.folder.media();
    let hash = media.put(PICTURE).unwrap();
    assert_eq!(media.put(PICTURE).unwrap(), hash);
    assert_eq!(media.get(&hash).unwrap().as_deref(), Some(PICTURE));
    assert_eq!(media.size(&hash).unwrap(), Some(PICTURE.len() as u64));
    assert_eq!(files(&desk.dir.path().join("media")).len(), 2, "the key and the picture");
    media.remove(&hash).unwrap();
    media.remove(&hash).unwrap();
    assert_eq!((media.get(&hash).unwrap(), media.size(&hash).unwrap()), (None, None));
}

#[test]
fn a_name_on_the_disk_tells_nothing_and_is_another_in_each_folder() {
    let (here, there) = (desk(), desk());
    let hash = here.folder.media().put(PICTURE).unwrap();
    assert_eq!(there.folder.media().put(PICTURE).unwrap(), hash, "the same bytes have the same hash");
    let names = |desk: &crate::town::Desk| {
        let media = desk.dir.path().join("media");
        let root = media.display().to_string();
        files(&media)
            .into_iter()
            .map(|file| file.replace(&root, "").replace('/', ""))
            .filter(|name| name != "key")
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&here).len(), 1);
    assert_ne!(names(&here), names(&there));
    assert!(!names(&here).contains(&hash.0));
}

#[test]
fn files_are_found_after_opening_again_and_unfinished_ones_are_cleared() {
    let crate::town::Desk { folder, console, dir } = desk();
    let hash = folder.media().put(PICTURE).unwrap();
    drop((folder, console));
    let unfinished = dir.path().join("media/unfinished/half");
    std::fs::write(&unfinished, b"half").unwrap();
    let again = DataFolder::open(dir.path(), None).unwrap();
    assert_eq!(again.media().get(&hash).unwrap().as_deref(), Some(PICTURE));
    assert!(!unfinished.exists());
}

#[test]
fn a_path_in_the_place_of_a_hash_leads_nowhere() {
    let desk = desk();
    assert_eq!(desk.folder.media().get(&"../../lock".into()).unwrap(), None);
}
