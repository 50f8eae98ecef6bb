-- Shared by every operation on claims; the file of the operation is appended to this one.
--
-- KEYS[1] is the root all keys of a repository start with; its hash tag keeps them in one slot.
-- ARGV[1] is the epoch the caller knows, ARGV[2] how long closed tokens and ghosts are kept (ms).
--
-- <root>:nodes is the tree of holds. Its fields are a letter and a path:
--   H  holds on exactly this path
--   I  intentions: holds somewhere below this path
-- and its values the tokens of the claims entered there, each with its stronger mode, as in
-- ",5W,17R,". So a hold meets what conflicts with it at its own path and at its ancestors, and
-- nowhere else.
-- <root>:ghostnodes is the same tree for ghosts: claims that ended without their holder's word, so
-- that what the holder left in git may still stand open.
local root, epoch, retention = KEYS[1], ARGV[1], tonumber(ARGV[2])
local NODES, GHOST_NODES = root .. ':nodes', root .. ':ghostnodes'
local EXPIRIES, GHOSTS, TASKS = root .. ':expiries', root .. ':ghosts', root .. ':tasks'
local CHUNK = 4000 -- Lua's stack holds about 8000 arguments

local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)

local function digits(number)
  return string.format('%.0f', number)
end

local function claim_key(token)
  return root .. ':claim:' .. token
end

local function closed_key(task)
  return root .. ':closed:' .. task
end

local function split(attempt)
  return string.match(attempt, '^(.*)#%d+@(%d+)$')
end

local function each_hold(holds)
  return string.gmatch(holds, '[^%z]+')
end

local function above(path)
  return path ~= '' and (string.match(path, '^(.*)/') or '') or nil
end

local function fetch(index, fields)
  local values = {}
  for from = 1, #fields, CHUNK do
    local part =
      redis.call('HMGET', index, unpack(fields, from, math.min(from + CHUNK - 1, #fields)))
    for i = 1, #part do
      values[from + i - 1] = part[i]
    end
  end
  return values
end

local function write(command, index, arguments)
  for from = 1, #arguments, CHUNK do
    redis.call(command, index, unpack(arguments, from, math.min(from + CHUNK - 1, #arguments)))
  end
end

-- Where a claim is entered: each hold, and the intention on each of its ancestors, as a mode and a
-- field. Writes go first, as the stronger mode stands. Whatever is there already has its ancestors
-- there too, so files of one directory cost one step each.
local function places(holds)
  local marks, seen = {}, {}
  for _, mode in ipairs({ 'W', 'R' }) do
    for hold in each_hold(holds) do
      if string.sub(hold, 1, 1) == mode then
        local path = string.sub(hold, 2)
        marks[#marks + 1] = mode .. 'H' .. path
        path = above(path)
        while path and not seen[path] do
          seen[path] = true
          marks[#marks + 1] = mode .. 'I' .. path
          path = above(path)
        end
      end
    end
  end
  return marks
end

local function fields_of(marks)
  local fields = {}
  for i, mark in ipairs(marks) do
    fields[i] = string.sub(mark, 2)
  end
  return fields
end

local function enter(index, marks, token)
  local fields = fields_of(marks)
  local values = fetch(index, fields)
  local updates = {}
  for i, field in ipairs(fields) do
    updates[#updates + 1] = field
    updates[#updates + 1] = (values[i] or ',') .. token .. string.sub(marks[i], 1, 1) .. ','
  end
  write('HSET', index, updates)
end

local function split_marks(places_text)
  local marks = {}
  for mark in string.gmatch(places_text, '[^%z]+') do
    marks[#marks + 1] = mark
  end
  return marks
end

local function leave(index, marks, token)
  local fields = fields_of(marks)
  local values = fetch(index, fields)
  local updates, emptied = {}, {}
  for i, field in ipairs(fields) do
    local value, entry = values[i], ',' .. token .. string.sub(marks[i], 1, 1) .. ','
    if value == entry then
      emptied[#emptied + 1] = field
    elseif value then
      local at = string.find(value, entry, 1, true)
      if at then
        updates[#updates + 1] = field
        updates[#updates + 1] = string.sub(value, 1, at) .. string.sub(value, at + #entry)
      end
    end
  end
  write('HSET', index, updates)
  write('HDEL', index, emptied)
end

-- Adds the fields at which something may be in the way of the hold.
local function face(fields, seen, hold)
  local path = string.sub(hold, 2)
  fields[#fields + 1] = 'I' .. path
  while path and not seen[path] do
    seen[path] = true
    fields[#fields + 1] = 'H' .. path
    path = above(path)
  end
end

-- What stands at the obstacles of all holds, as field -> tokens; nil when nothing does.
local function obstacles(index, holds)
  local fields, faced = {}, {}
  for hold in each_hold(holds) do
    face(fields, faced, hold)
  end
  local values, found = fetch(index, fields), nil
  for i, field in ipairs(fields) do
    if values[i] then
      found = found or {}
      found[field] = values[i]
    end
  end
  return found
end

-- The tokens in the way of one hold, other than mine, as a list; nil when there is none.
local function in_the_way(found, hold, mine)
  local fields, tokens, seen = {}, nil, {}
  local writes = string.sub(hold, 1, 1) == 'W'
  face(fields, {}, hold)
  for _, field in ipairs(fields) do
    for token, mode in string.gmatch(found[field] or '', '(%d+)([WR])') do
      if (writes or mode == 'W') and token ~= mine and not seen[token] then
        seen[token] = true
        tokens = tokens or {}
        tokens[#tokens + 1] = token
      end
    end
  end
  return tokens
end

local function lowest(tokens)
  local low = tokens[1]
  for _, token in ipairs(tokens) do
    if tonumber(token) < tonumber(low) then
      low = token
    end
  end
  return low
end

local function covers(outer, inner)
  return outer == '' or outer == inner or string.sub(inner, 1, #outer + 1) == outer .. '/'
end

local function conflict(one, other)
  local a, b = string.sub(one, 2), string.sub(other, 2)
  local writes = string.sub(one, 1, 1) == 'W' or string.sub(other, 1, 1) == 'W'
  return writes and (covers(a, b) or covers(b, a))
end

local function first_conflict(holds, wanted)
  for hold in each_hold(holds) do
    if conflict(hold, wanted) then
      return string.sub(hold, 2)
    end
  end
  return string.sub(wanted, 2)
end

-- The first hold that is blocked and the lowest token that blocks it; nil when all are free.
local function blocker(holds, mine)
  local found = obstacles(NODES, holds)
  if not found then
    return nil
  end
  for hold in each_hold(holds) do
    local tokens = in_the_way(found, hold, mine)
    if tokens then
      return hold, lowest(tokens)
    end
  end
  return nil
end

local function denied(token, wanted)
  local claim = redis.call('HMGET', claim_key(token), 'attempt', 'worker', 'holds')
  local expires = tonumber(redis.call('ZSCORE', EXPIRIES, token))
  return { 'denied', first_conflict(claim[3], wanted), claim[1], claim[2], digits(expires) }
end

-- Every grant and every end of a claim is told in the repository's stream, in this same step.
local function tell(kind, attempt, ...)
  redis.call('XADD', root .. ':events', '*', 'kind', kind, 'attempt', attempt, 'epoch', epoch, ...)
end

local function closed_token(task)
  return redis.call('GET', closed_key(task))
end

local function remember_closed(task, token)
  local closed = closed_token(task)
  if not closed or tonumber(closed) < tonumber(token) then
    redis.call('SET', closed_key(task), token, 'PX', digits(retention))
  end
end

local function haunt(token, marks)
  enter(GHOST_NODES, marks, token)
  redis.call('ZADD', GHOSTS, digits(now + retention), token)
end

local function lay(token)
  local places_text = redis.call('HGET', claim_key(token), 'places')
  if places_text and redis.call('ZREM', GHOSTS, token) == 1 then
    leave(GHOST_NODES, split_marks(places_text), token)
    redis.call('DEL', claim_key(token))
  end
end

-- Ends a live claim; unless its holder says so itself, a ghost remains.
local function close(token, by)
  local claim = redis.call('HMGET', claim_key(token), 'attempt', 'places')
  local attempt, marks = claim[1], split_marks(claim[2])
  local task = split(attempt)
  redis.call('ZREM', EXPIRIES, token)
  redis.call('HDEL', TASKS, task)
  leave(NODES, marks, token)
  if by == 'RELEASE' then
    redis.call('DEL', claim_key(token))
  else
    haunt(token, marks)
  end
  remember_closed(task, token)
  tell('closed', attempt, 'by', by)
end

-- Expired claims do not exist: every operation ends them before it looks.
local function sweep()
  local expired = redis.call('ZRANGEBYSCORE', EXPIRIES, '-inf', digits(now))
  for _, token in ipairs(expired) do
    close(token, 'EXPIRY')
  end
  return #expired
end

local function extend(token, ttl)
  local expires = math.max(tonumber(redis.call('ZSCORE', EXPIRIES, token)), now + ttl)
  redis.call('ZADD', EXPIRIES, digits(expires), token)
  return expires
end

-- The attempts whose ghosts overlap the holds, lowest token first.
local function displaced_by(holds)
  local found = redis.call('EXISTS', GHOSTS) == 1 and obstacles(GHOST_NODES, holds)
  local tokens, seen = {}, {}
  for hold in each_hold(found and holds or '') do
    for _, token in ipairs(in_the_way(found, hold, '') or {}) do
      if not seen[token] then
        seen[token] = true
        tokens[#tokens + 1] = token
      end
    end
  end
  table.sort(tokens, function(a, b)
    return tonumber(a) < tonumber(b)
  end)
  local attempts = {}
  for _, token in ipairs(tokens) do
    attempts[#attempts + 1] = redis.call('HGET', claim_key(token), 'attempt')
  end
  return attempts
end

local function granted(expires, pending)
  local answer = { 'granted', digits(expires) }
  for attempt in string.gmatch(pending or '', '[^%z]+') do
    answer[#answer + 1] = attempt
  end
  return answer
end

local function recovering()
  local left = redis.call('PTTL', root .. ':recovering')
  return left > 0 and { 'recovering', digits(now + left) } or nil
end

-- The answer for an attempt whose claim is not the live one of its task; nil when it is.
local function not_mine(task, token, nonce)
  local closed = closed_token(task)
  if closed and tonumber(closed) >= tonumber(token) then
    return { 'closed', closed }
  end
  local live = redis.call('HGET', TASKS, task)
  if not live or tonumber(live) < tonumber(token) then
    return { 'lost', 'no claim is known for this attempt' }
  end
  if live ~= token then
    return { 'closed', token }
  end
  if redis.call('HGET', claim_key(token), 'nonce') ~= nonce then
    return { 'lost', 'another delivery of this attempt holds the claim' }
  end
  return nil
end

if redis.call('GET', root .. ':epoch') ~= epoch then
  return { 'epoch' }
end
