ALTER TABLE chatting_room_members
    ADD COLUMN nickname VARCHAR(20) NULL AFTER user_id,
    ADD COLUMN profile_image_url VARCHAR(512) NULL AFTER nickname;
