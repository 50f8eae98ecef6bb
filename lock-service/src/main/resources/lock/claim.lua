-- ARGV: attempt, worker, nonce, holds, footprint, ttl (ms), 1 when a lost claim is set up again
local attempt, worker, nonce, holds, footprint = ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local ttl = tonumber(ARGV[8])
local task, token = split(attempt)
sweep()

local closed = closed_token(task)
if closed and tonumber(closed) >= tonumber(token) then
  return { 'closed', closed }
end
local live = redis.call('HGET', TASKS, task)
if live == token then
  local known = redis.call('HMGET', claim_key(token), 'nonce', 'displaced')
  if known[1] ~= nonce then
    return denied(token, string.match(holds, '[^%z]+') or 'W')
  end
  return granted(extend(token, ttl), known[2])
end
if live and tonumber(live) > tonumber(token) then
  return { 'closed', token }
end

local pause = ARGV[9] ~= '1' and recovering()
if pause then
  return pause
end
local wanted, other = blocker(holds, live)
if wanted then
  return denied(other, wanted)
end
local before = live and redis.call('HGET', claim_key(live), 'attempt')
if live then
  close(live, 'REVOKE')
end
local displaced = displaced_by(holds)
local listed = false
for _, ghost in ipairs(displaced) do
  listed = listed or ghost == before
end
if before and not listed then
  displaced[#displaced + 1] = before
end

local pending, expires = table.concat(displaced, '\0'), now + ttl
local marks = places(holds)
redis.call('HSET', claim_key(token), 'attempt', attempt, 'worker', worker, 'nonce', nonce,
  'holds', holds, 'places', table.concat(marks, '\0'), 'footprint', footprint,
  'granted', digits(now), 'displaced', pending)
redis.call('HSET', TASKS, task, token)
redis.call('ZADD', EXPIRIES, digits(expires), token)
enter(NODES, marks, token)
tell('granted', attempt, 'worker', worker, 'expires', digits(expires))
return granted(expires, pending)
