-- ARGV: attempt, worker, nonce, added holds, added footprint, ttl (ms)
local attempt, nonce, added, footprint, ttl = ARGV[3], ARGV[5], ARGV[6], ARGV[7], tonumber(ARGV[8])
local task, token = split(attempt)
sweep()

local refusal = not_mine(task, token, nonce) or recovering()
if refusal then
  return refusal
end
local wanted, other = blocker(added, token)
if wanted then
  return denied(other, wanted)
end

local known = redis.call('HMGET', claim_key(token), 'holds', 'footprint', 'displaced', 'places')
local order, modes = {}, {}
local function take(hold)
  local mode, path = string.sub(hold, 1, 1), string.sub(hold, 2)
  if not modes[path] then
    order[#order + 1] = path
  end
  if modes[path] ~= 'W' then
    modes[path] = mode
  end
end
for hold in each_hold(known[1]) do
  take(hold)
end
for hold in each_hold(added) do
  take(hold)
end
local union = {}
for i, path in ipairs(order) do
  union[i] = modes[path] .. path
end
union = table.concat(union, '\0')

local pending, seen = known[3], {}
for listed in string.gmatch(pending, '[^%z]+') do
  seen[listed] = true
end
for _, ghost in ipairs(displaced_by(added)) do
  if not seen[ghost] then
    pending = pending == '' and ghost or pending .. '\0' .. ghost
  end
end

local marks = places(union)
leave(NODES, split_marks(known[4]), token)
enter(NODES, marks, token)
local footprints = known[2]
if not string.find('\n' .. footprints .. '\n', '\n' .. footprint .. '\n', 1, true) then
  footprints = footprints .. '\n' .. footprint
end
redis.call('HSET', claim_key(token), 'holds', union,
  'places', table.concat(marks, '\0'), 'footprint', footprints, 'displaced', pending)
return granted(extend(token, ttl), pending)
