UPDATE notification_types SET message_template = CONCAT('[{meetingTitle}] ', message_template);
