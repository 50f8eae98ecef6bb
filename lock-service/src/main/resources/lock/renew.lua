-- ARGV: attempt, nonce, ttl (ms)
local task, token = split(ARGV[3])
sweep()

local refusal = not_mine(task, token, ARGV[4])
if refusal then
  return refusal
end
-- A holder that renews has closed in git what it displaced: those ghosts are laid.
local pending = redis.call('HGET', claim_key(token), 'displaced')
if pending ~= '' then
  for ghost in string.gmatch(pending, '[^%z]+') do
    local _, old = split(ghost)
    lay(old)
  end
  redis.call('HSET', claim_key(token), 'displaced', '')
end
return granted(extend(token, tonumber(ARGV[5])))
