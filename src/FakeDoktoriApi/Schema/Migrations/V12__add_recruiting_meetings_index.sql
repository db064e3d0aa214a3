CREATE INDEX idx_meetings_status_deleted_deadline_id ON meetings (status, deleted_at, recruitment_deadline, id);
