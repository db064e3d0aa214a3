ALTER TABLE chatting_rooms
    ADD COLUMN current_member_count TINYINT UNSIGNED NOT NULL DEFAULT 1 AFTER capacity,
    ADD COLUMN book_id BIGINT NULL AFTER current_member_count,
    ADD CONSTRAINT fk_chatting_rooms_book FOREIGN KEY (book_id) REFERENCES books (id);
