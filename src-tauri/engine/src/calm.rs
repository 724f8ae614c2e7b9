//! What is done while nothing comes: the write-ahead logs, which a busy day leaves long, are emptied.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::core::Core;

/// So long nothing came.
const CALM: Duration = Duration::from_secs(10);

/// Empties the logs whenever it has become calm.
pub async fn follow(core: Arc<Core>) {
    let mut projected = core.projected.subscribe();
    while projected.changed().await.is_ok() {
        while let Ok(more) = timeout(CALM, projected.changed()).await {
            if more.is_err() {
                return;
            }
        }
        if let Err(error) = core.blocking(|core| store::empty_logs(&core.folder)).await {
            tracing::warn!(%error, "the write-ahead logs could not be emptied; they are when it is calm again");
        }
    }
}
