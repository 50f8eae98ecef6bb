-- ARGV: attempt
local attempt = ARGV[3]
local task, token = split(attempt)
sweep()

local live = redis.call('HGET', TASKS, task)
local older = live and tonumber(live) <= tonumber(token)
if older then
  close(live, 'REVOKE')
end
if live ~= token then
  -- Nobody knows here what this attempt may have left in git, so its ghost is as wide as can be.
  local closed = closed_token(task)
  if not live and not (closed and tonumber(closed) >= tonumber(token)) then
    redis.call('HSET', claim_key(token), 'attempt', attempt, 'places', 'WH')
    haunt(token, { 'WH' })
  end
  remember_closed(task, token)
  -- Told at every revoke: whoever waits for it may have come too late for the first one.
  tell('closed', attempt, 'by', 'REVOKE')
end
return { 'closed', closed_token(task) }
