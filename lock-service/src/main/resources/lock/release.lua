-- ARGV: attempt, nonce
local attempt, nonce = ARGV[3], ARGV[4]
local task, token = split(attempt)
sweep()

local closed = closed_token(task)
if closed and tonumber(closed) >= tonumber(token) then
  return { 'closed', closed }
end
if redis.call('HGET', TASKS, task) == token then
  local refusal = not_mine(task, token, nonce)
  if refusal then
    return refusal
  end
  close(token, 'RELEASE')
else
  remember_closed(task, token)
  tell('closed', attempt, 'by', 'RELEASE')
end
return { 'closed', token }
