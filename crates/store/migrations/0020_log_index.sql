-- No list goes by account: the log is read by plan and by time. Each line pays for every index there is.
drop index access_log_by_account;
