UPDATE notification_types SET link_template = '/my-meeting/{meetingId}';
